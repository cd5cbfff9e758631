import type { ComponentChildren } from 'preact';
import { Icon } from './icon.js';
import type { IconName } from './icon.js';
import { tip } from './tip.js';

interface ButtonProps {
  readonly icon: IconName;
  /** What it does, and by which key. */
  readonly label: string;
  readonly onClick: () => void;
  readonly isOff?: boolean;
  readonly isOn?: boolean;
  readonly className?: string;
}

/** A button with a sign; its name is spoken, and shown when it is pointed at. */
export const IconButton = ({ icon, label, onClick, isOff = false, isOn, className = '' }: ButtonProps) => (
  <button
    type="button"
    class={`icon-button ${className}`}
    aria-label={label}
    aria-pressed={isOn}
    aria-disabled={isOff}
    onClick={() => {
      if (!isOff) onClick();
    }}
    {...tip(label)}
  >
    <Icon name={icon} />
  </button>
);

interface ToggleProps {
  readonly isOn: boolean;
  readonly onClick: () => void;
  readonly hint?: string;
  readonly children: ComponentChildren;
}

/** Something that is on or off. */
export const Toggle = ({ isOn, onClick, hint = '', children }: ToggleProps) => (
  <button type="button" class="toggle" aria-pressed={isOn} onClick={onClick} {...tip(hint)}>
    {children}
  </button>
);
