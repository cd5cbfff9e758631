const site = 'https://learn.microsoft.com/windows-hardware/drivers';

/** The address of a page, by its file name: guides lie in the folder `network`, references in that of their header. */
export function urlOf(page: string): string {
  const name = page.replace(/\.md.*$/, '');
  const [, header] = /^n[cfs]-([a-z]+)-/.exec(name) ?? [];
  return `${site}/${header === undefined ? 'network' : `ddi/${header}`}/${name}`;
}
