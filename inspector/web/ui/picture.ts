/**
 * A picture as an element of the page. It is read as XML, never as HTML, and nothing in it runs: the page's policy allows
 * no script but its own.
 */
export const pictureOf = (svg: string): SVGSVGElement | undefined => {
  const { documentElement } = new DOMParser().parseFromString(svg, 'image/svg+xml');
  if (documentElement.localName !== 'svg') return undefined;
  return document.importNode(documentElement, true) as unknown as SVGSVGElement;
};

/** Hands a text to whoever is looking, as a file. */
export const download = (name: string, text: string, type = 'text/plain'): void => {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
};
