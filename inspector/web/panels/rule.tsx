import type { Store } from '../store.js';

/** A rule of the contract in its own words, with the page that it comes from. */
export const Rule = ({ store, id }: { readonly store: Store; readonly id: string }) => {
  const rule = store.isConnected ? store.answers.get(`rule ${id}`, `rule ${id}`, { ask: 'rule', rule: id }) : undefined;
  const isPage = rule !== undefined && /^https:\/\//.test(rule.source);
  return (
    <section class="rule-box" aria-label={`Rule ${id}`}>
      <strong>{id}</strong> {rule && <span class="soft">{rule.level}</span>}
      {rule && <p>{rule.text}</p>}
      {rule && rule.source !== '' && (
        <p class="source">
          {isPage ? (
            <a href={rule.source} target="_blank" rel="noreferrer noopener">
              {rule.source.replace('https://', '')}
            </a>
          ) : (
            rule.source
          )}
        </p>
      )}
    </section>
  );
};
