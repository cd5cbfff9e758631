import { useEffect, useState } from 'preact/hooks';
import { recall, remember } from './memory.js';

const system = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)');

/** Whether the page is dark, and how that is changed. Until somebody has chosen, the system decides. */
export const useTheme = (): readonly [isDark: boolean, toggle: () => void] => {
  const [chosen, setChosen] = useState(() => recall('theme'));
  const [isSystemDark, setSystemDark] = useState(() => system().matches);
  const isDark = chosen === null ? isSystemDark : chosen === 'dark';
  useEffect(() => {
    const query = system();
    const onChange = (): void => setSystemDark(query.matches);
    query.addEventListener('change', onChange);
    return () => query.removeEventListener('change', onChange);
  }, []);
  useEffect(() => {
    document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light';
  }, [isDark]);
  const toggle = (): void => {
    const next = isDark ? 'light' : 'dark';
    remember('theme', next);
    setChosen(next);
  };
  return [isDark, toggle];
};
