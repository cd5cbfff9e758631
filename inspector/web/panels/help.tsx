import { keyText } from '../model/commands.js';
import type { Command } from '../model/commands.js';
import { IconButton } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';

interface HelpProps {
  readonly commands: readonly Command[];
  readonly onClose: () => void;
}

/** The keys, and what the signs mean. */
export const Help = ({ commands, onClose }: HelpProps) => {
  const groups = [...new Set(commands.filter(({ keys }) => keys).map(({ group }) => group))];
  return (
    <Dialog label="Keys and signs" className="help" onClose={onClose}>
      <header class="card-head">
        <h2>Keys</h2>
        <IconButton icon="close" label="Close (Esc)" onClick={onClose} />
      </header>
      <div class="columns">
        {groups.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {commands
                .filter((command) => command.group === group && command.keys)
                .map(({ id, title, keys = [] }) => (
                  <div key={id}>
                    <dt>
                      {keys.map((key) => (
                        <kbd key={key}>{keyText(key)}</kbd>
                      ))}
                    </dt>
                    <dd>{title}</dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
        <section>
          <h3>Signs</h3>
          <dl>
            {signs.map(([sign, text]) => (
              <div key={sign}>
                <dt>
                  <kbd>{sign}</kbd>
                </dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
      <p class="soft">
        A recorded run or a trace of a driver, dropped anywhere on the page, is shown here, and leaves this machine for
        nowhere.
      </p>
    </Dialog>
  );
};

const signs = [
  ['●', 'possible now'],
  ['✕', 'illegal now, or a broken rule'],
  ['◷', 'put off, or pended: it is still owed'],
  ['○', 'legal, and without effect'],
  ['»', 'decided outside: by a user, the hardware, the network'],
  ['~', 'a signal that does not cross the NDIS boundary'],
] as const;
