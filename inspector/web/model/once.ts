/** How many names are remembered; logs of drivers have some hundred. */
const mostNames = 1000;

/** What a name says, worked out once for each. */
export const once = <T>(find: (name: string) => T): ((name: string) => T) => {
  const known = new Map<string, T>();
  return (name) => {
    const old = known.get(name);
    if (old !== undefined) return old;
    if (known.size >= mostNames) known.clear();
    const found = find(name);
    known.set(name, found);
    return found;
  };
};
