import { Packer } from '../common/pack.js';
import type { Session } from './session.js';

/** Records from which on a run is worth packing. */
const worth = 2000;
/** Records, and characters of them, in one chunk at most. */
const chunk = { records: 4096, size: 512 * 1024 } as const;
/** Characters that are kept of a run at most: what comes after them is not packed. */
const mostKept = 64 * 1024 * 1024;

/** Some records of a run, packed. */
export interface Chunk {
  /** JSON, without the braces around it. */
  readonly text: string;
  /** The place behind its last record. */
  readonly to: number;
}

/** The beginning of a run as it is sent, packed once for all pages. Its chunks rely on those before them. */
export class Archive {
  readonly #chunks = new Map<number, Chunk>();
  readonly #packer = new Packer();
  #end = 0;
  #kept = 0;

  constructor(private readonly session: Session) {}

  /** The chunk that begins at a place; nothing where none does, or what is left is not worth it. */
  at(place: number): Chunk | undefined {
    return this.#chunks.get(place) ?? (place === this.#end ? this.#next() : undefined);
  }

  /** Packs what is there, bit by bit, before anybody asks for it. */
  prepare(): void {
    setImmediate(() => {
      if (this.#next()) this.prepare();
    });
  }

  #next(): Chunk | undefined {
    const { session } = this;
    const from = this.#end;
    if (session.length - from < worth || this.#kept > mostKept) return undefined;
    for (const record of session.records(from, from + chunk.records)) {
      this.#packer.add(record);
      this.#end += 1;
      if (this.#packer.size >= chunk.size) break;
    }
    const packed = { text: this.#packer.taken(), to: this.#end };
    this.#kept += packed.text.length;
    this.#chunks.set(from, packed);
    return packed;
  }
}

const archives = new WeakMap<Session, { readonly run: string; readonly archive: Archive }>();

/** The archive of the run that a session shows now. */
export function archiveOf(session: Session): Archive {
  const known = archives.get(session);
  if (known?.run === session.run) return known.archive;
  const archive = new Archive(session);
  archives.set(session, { run: session.run, archive });
  return archive;
}
