import { useEffect, useRef } from 'react';

/** The text, and while there is none, the one before. */
export function useLast(text: string): string {
  const last = useRef(text);
  useEffect(() => {
    if (text !== '') last.current = text;
  }, [text]);
  return text === '' ? last.current : text;
}
