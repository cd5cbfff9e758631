/** A table of C: rows of one type, in groups, each group once, however often it is asked for. */
class Table {
  readonly #rows: string[] = [];
  readonly #places = new Map<string, number>();

  constructor(
    readonly type: string,
    readonly name: string,
  ) {}

  /** A pointer to a group of rows; nothing where there is none. */
  of(group: readonly string[]): string {
    if (group.length === 0) return 'NULL';
    const key = group.join('\n');
    let place = this.#places.get(key);
    if (place === undefined) {
      place = this.#rows.length;
      this.#places.set(key, place);
      for (const row of group) this.#rows.push(row);
    }
    return `&${this.name}[${place}]`;
  }

  /** The table as a definition; C knows none without rows. */
  lines(): readonly string[] {
    if (this.#rows.length === 0) return [];
    return [`static const ${this.type}${this.name}[] = {`, ...this.#rows.map((row) => `  ${row},`), '};', ''];
  }
}

/** The tables of a suite, those first to which others point. */
export class Tables {
  readonly texts = new Table('char *const ', 'texts');
  readonly fields = new Table('struct condis_field ', 'fields');
  readonly events = new Table('struct condis_event ', 'events');
  readonly crossings = new Table('struct condis_crossing ', 'crossings');
  readonly alternatives = new Table('struct condis_crossing *const ', 'alternatives');
  readonly lines = new Table('struct condis_line ', 'lines');
  readonly scripts = new Table('struct condis_line *const ', 'scripts');
  readonly reasons = new Table('struct condis_reason ', 'reasons');
  readonly steps = new Table('struct condis_step ', 'steps');
  readonly ways = new Table('struct condis_step *const ', 'ways');
  readonly tests = new Table('struct condis_test ', 'tests');

  text(): readonly string[] {
    const { texts, fields, events, crossings, alternatives, lines, scripts, reasons, steps, ways, tests } = this;
    const all = [texts, fields, events, crossings, alternatives, lines, scripts, reasons, steps, ways, tests];
    return all.flatMap((table) => table.lines());
  }
}
