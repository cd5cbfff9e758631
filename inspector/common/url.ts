/** All that a view of a run depends on, so that a link shows what somebody else has seen. */
export interface View {
  /** The place that all panels show; the last record where nothing is said. */
  readonly at?: number;
  readonly query?: string;
  /** The actors whose charts are shown. */
  readonly charts?: readonly string[];
  /** Lanes in their order; those not named come after them. */
  readonly lanes?: readonly string[];
  readonly hidden?: readonly string[];
  /** States that are drawn closed, and calls that are folded. */
  readonly folded?: readonly string[];
  readonly panel?: string;
  readonly heat?: boolean;
  /** Charts are drawn with all that is written in them, not in outline. */
  readonly full?: boolean;
  /** What happens inside the parties stands in the sequence too. */
  readonly steps?: boolean;
}

const lists = ['charts', 'lanes', 'hidden', 'folded'] as const;
const texts = ['query', 'panel'] as const;
const flags = ['heat', 'full', 'steps'] as const;

/** A view as the part of an address behind `#`. What is as usual is left out. */
export const hashOf = (view: View): string => {
  const parts: string[] = [];
  const add = (key: string, value: string): void => {
    parts.push(`${key}=${value}`);
  };
  if (view.at !== undefined) add('at', String(view.at));
  for (const key of texts) {
    const value = view[key];
    if (value !== undefined && value !== '') add(key, encoded(value));
  }
  for (const key of lists) {
    const value = view[key];
    if (value !== undefined && value.length > 0) add(key, value.map(encoded).join(','));
  }
  for (const key of flags) {
    if (view[key]) add(key, '1');
  }
  return parts.length === 0 ? '' : `#${parts.join('&')}`;
};

/** The view that an address asks for. What cannot be read is as usual: a link from elsewhere breaks nothing. */
export const viewOf = (hash: string): View => {
  const given = new Map(
    hash
      .replace(/^#/, '')
      .split('&')
      .map((part) => {
        const place = part.indexOf('=');
        return place < 0 ? ([part, ''] as const) : ([part.slice(0, place), part.slice(place + 1)] as const);
      }),
  );
  const view: { -readonly [K in keyof View]: View[K] } = {};
  const at = given.get('at');
  if (at !== undefined && /^\d{1,15}$/.test(at)) view.at = Number(at);
  for (const key of texts) {
    const value = decoded(given.get(key) ?? '');
    if (value !== '') view[key] = value;
  }
  for (const key of lists) {
    const value = given.get(key);
    if (value !== undefined && value !== '') view[key] = value.split(',').map(decoded);
  }
  for (const key of flags) {
    if (given.get(key) === '1') view[key] = true;
  }
  return view;
};

const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/%5B/g, '[').replace(/%5D/g, ']').replace(/%3A/g, ':').replace(/%20/g, '+');

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return '';
  }
};
