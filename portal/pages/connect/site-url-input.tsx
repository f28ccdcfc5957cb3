import { Text, TextInput } from '@mantine/core';
import type { GetInputPropsReturnType } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { siteUrlQuery } from '../../api/connection-queries';
import type { SiteUrl } from '../../api/generated';
import { usePartnerId } from '../../session/signed-in';

const TYPING_PAUSES_MILLISECONDS = 300;

interface SiteUrlInputProps {
  readonly field: GetInputPropsReturnType;
  /** That of the connection, which cannot be changed. */
  readonly fixed: string | null;
}

/** The address of HaloPSA, and what we make of it as it is typed. */
export function SiteUrlInput({ field, fixed }: SiteUrlInputProps) {
  const typed = String(field.value).trim();
  const [isLeft, setLeft] = useState(false);
  const { used, wrong } = useJudgement(fixed === null ? typed : '');
  if (fixed !== null) {
    return (
      <TextInput
        label="Site URL"
        {...field}
        value={fixed}
        readOnly
        description="To connect another HaloPSA, revoke this connection first."
      />
    );
  }
  return (
    <div>
      <TextInput
        label="Site URL"
        required
        autoComplete="url"
        inputMode="url"
        spellCheck={false}
        description="The Resource Server under API Details in HaloPSA, without “/API”"
        {...field}
        error={field.error ?? (isLeft ? wrong : null)}
        onFocus={() => setLeft(false)}
        onBlur={() => setLeft(true)}
      />
      <Text size="sm" mt={4} role="status">
        {used !== null && used.siteUrl !== typed && used.message}
      </Text>
    </div>
  );
}

/** What the api makes of an address, when the typing pauses. */
function useJudgement(typed: string): { readonly used: SiteUrl | null; readonly wrong: string | null } {
  const [siteUrl] = useDebouncedValue(typed, TYPING_PAUSES_MILLISECONDS);
  const { data, error } = useQuery({ ...siteUrlQuery(usePartnerId(), siteUrl), enabled: siteUrl !== '' });
  if (siteUrl !== typed) return { used: null, wrong: null };
  return { used: data ?? null, wrong: error?.message ?? null };
}
