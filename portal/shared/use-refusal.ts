import type { UseFormReturnType } from '@mantine/form';
import { useEffect, useState } from 'react';

/** A no, with the fields that it is about. */
export interface Problem {
  readonly detail: string;
  readonly fields?: Readonly<Record<string, string>>;
}

/** Why a form was not taken. */
export interface Refusal {
  /** What is at no field; null where each part of it has one. */
  readonly general: string | null;
}

type OfForm = Pick<UseFormReturnType<Record<string, unknown>>, 'setErrors' | 'getInputNode' | 'errors'>;

/** Shows a refusal at the fields of a form, which stand in this order, and goes to the first of them. */
export function useRefusal({ setErrors, getInputNode, errors }: OfForm, fields: readonly string[]) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const refuse = ({ detail, fields: bad = {} }: Problem) => {
    const known = fields.filter((field) => bad[field] !== undefined);
    setErrors(Object.fromEntries(known.map((field) => [field, bad[field]])));
    setRefusal({ general: known.length === 0 ? detail : null });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: each refusal goes there once
  useEffect(() => {
    const first = fields.find((field) => errors[field] !== undefined);
    if (first !== undefined) getInputNode(first)?.focus();
  }, [refusal]);
  return { refusal, refuse, forget: () => setRefusal(null) };
}
