import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { read, root } from '../house/sources.js';

/** `UPDATE_GOLDEN=1 npx jest …` writes what the tests see, instead of comparing it. */
export const updates = (process.env['UPDATE_GOLDEN'] ?? '') !== '';

/** Compares a text with a file of the house. */
export function expectFile(path: string, text: string): void {
  if (updates) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  expect(existsSync(join(root, path)) ? read(path) : `${path} is missing: run Jest with UPDATE_GOLDEN=1`).toBe(text);
}

export const expectGolden = (name: string, text: string): void => expectFile(`test/golden/${name}`, text);
