import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';

const WAIT = 250;

/** What is searched for; it stands in the address as `?search=`, and a search begins on its first page. */
export function SearchField({ label }: { readonly label: string }) {
  const [params, setParams] = useSearchParams();
  const inAddress = params.get('search') ?? '';
  const put = useRef(inAddress);
  const [typed, setTyped] = useState(inAddress);
  const search = (text: string) => {
    put.current = text;
    setParams((now) => searching(now, text), { replace: true });
  };
  const searchSoon = useDebouncedCallback(search, WAIT);
  useEffect(() => {
    // Back, or another's "Clear search", is not a late echo of what was typed here.
    // There, it stands without the spaces around it.
    if (inAddress === put.current.trim()) return;
    put.current = inAddress;
    setTyped(inAddress);
  }, [inAddress]);
  const type = (text: string) => {
    setTyped(text);
    searchSoon(text);
  };
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={label}
      value={typed}
      maxLength={100}
      leftSection={<IconSearch size={18} aria-hidden />}
      rightSection={typed === '' ? null : <CloseButton aria-label="Clear search" onClick={() => type('')} />}
      onChange={(event) => type(event.currentTarget.value)}
    />
  );
}

export function searching(params: URLSearchParams, text: string): URLSearchParams {
  const next = new URLSearchParams(params);
  next.delete('after');
  if (text.trim() === '') next.delete('search');
  else next.set('search', text.trim());
  return next;
}
