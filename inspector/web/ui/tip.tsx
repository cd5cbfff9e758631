import { useEffect, useRef, useState } from 'preact/hooks';

interface Told {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

let tell: (told: Told | undefined) => void = () => undefined;

/** Shows a remark at an element, or at a point. */
export const showTip = (text: string, at: DOMRect | { readonly x: number; readonly y: number }): void => {
  const y = 'bottom' in at ? at.bottom + 6 : at.y + 18;
  tell(text === '' ? undefined : { text, x: 'bottom' in at ? at.left : at.x + 10, y });
};

export const hideTip = (): void => {
  tell(undefined);
};

/** What an element needs so that a remark is shown when it is pointed at or focused. */
export const tip = (text: string) => ({
  onPointerEnter: ({ currentTarget }: { readonly currentTarget: Element }) =>
    showTip(text, currentTarget.getBoundingClientRect()),
  onPointerLeave: hideTip,
  onFocus: ({ currentTarget }: { readonly currentTarget: Element }) => {
    if (currentTarget.matches(':focus-visible')) showTip(text, currentTarget.getBoundingClientRect());
  },
  onBlur: hideTip,
});

/** The place where remarks appear: one at a time, always within the window. */
export const Tip = () => {
  const [told, setTold] = useState<Told>();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    tell = setTold;
    const close = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') setTold(undefined);
    };
    addEventListener('keydown', close);
    return () => removeEventListener('keydown', close);
  }, []);
  useEffect(() => {
    const { current } = box;
    if (!current || !told) return;
    const { width, height } = current.getBoundingClientRect();
    const left = Math.max(6, Math.min(told.x, innerWidth - width - 6));
    const top = told.y + height > innerHeight - 6 ? Math.max(6, told.y - height - 34) : told.y;
    current.style.transform = `translate(${left}px, ${top}px)`;
  }, [told]);
  return told ? (
    <div class="tip" role="tooltip" ref={box}>
      {told.text.split('\n').map((line, at) => (
        <p key={at}>{line}</p>
      ))}
    </div>
  ) : null;
};
