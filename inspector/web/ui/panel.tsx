import type { ComponentChildren } from 'preact';

interface PanelProps {
  readonly id: string;
  readonly title: string;
  /** Beside the title: what can be done with the panel. */
  readonly tools?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A part of the page, with its name above it. */
export const Panel = ({ id, title, tools, children }: PanelProps) => (
  <section class={`panel ${id}`} id={id} aria-labelledby={`${id}-title`}>
    <header class="panel-head">
      <h2 id={`${id}-title`}>{title}</h2>
      <div class="tools">{tools}</div>
    </header>
    {children}
  </section>
);
