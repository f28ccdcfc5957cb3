import type { QueryKey } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLive } from './look';

/** Reads a part of a page again when the frame has heard that something has changed. */
export function useFollow(queryKey: QueryKey): void {
  const queries = useQueryClient();
  const revision = useLive().data?.revision;
  const last = useRef(revision);
  const key = useRef(queryKey);
  key.current = queryKey;
  useEffect(() => {
    const before = last.current;
    last.current = revision;
    if (before !== undefined && before !== revision) void queries.invalidateQueries({ queryKey: key.current });
  }, [revision, queries]);
}
