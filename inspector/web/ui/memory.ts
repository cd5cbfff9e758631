/** What a browser remembers for a page; nothing where it may not. */
export const recall = (key: string): string | null => {
  try {
    return localStorage.getItem(`condis.${key}`);
  } catch {
    return null;
  }
};

export const remember = (key: string, value: string): void => {
  try {
    localStorage.setItem(`condis.${key}`, value);
  } catch {
    // A page that was opened from a disk may not remember anything, and works as well.
  }
};
