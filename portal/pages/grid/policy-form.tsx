import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useCommand } from '../../api/command';
import type { SaveSeatPolicyPayload, SeatPolicy } from '../../api/generated';
import { seatPolicyQuery } from '../../api/grid-queries';
import { putAnswer } from '../../api/organization-queries';
import { usePartnerId } from '../../session/signed-in';
import { Deed } from '../../shared/deed';
import { Failed } from '../../shared/loaded';
import { useStable } from '../../shared/stable';
import { Unsaved } from '../../shared/unsaved';
import type { PolicyValues } from './policy';
import { policyOf, valuesOf } from './policy';
import { GuardRails, Schedule } from './policy-fields';

const isAtPolicy = ({ search }: { readonly search: string }): boolean =>
  new URLSearchParams(search).get('sheet') === 'policy';

/** The guard rails of seat sync, and when HaloPSA is compared by night. */
export function PolicyForm({ saved }: { readonly saved: SeatPolicy }) {
  const { form, isOther, take, save, submit } = usePolicy(saved);
  const isChanged = form.isDirty();
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        <GuardRails form={form} />
        <Schedule form={form} />
        {isOther && <Other onTake={() => take(saved)} />}
        {save.error !== null && <Failed error={save.error} />}
        <Group justify="flex-end" gap="sm">
          <Text size="sm" c="dimmed" role="status">
            {isChanged ? '' : save.isSuccess ? 'Saved. It holds from now on.' : 'Nothing is changed.'}
          </Text>
          <Deed type="submit" isBusy={save.isPending} disabled={!isChanged}>
            Save
          </Deed>
        </Group>
      </Stack>
      <Unsaved isChanged={isChanged} isAt={isAtPolicy} />
    </form>
  );
}

/** The form, and what became of saving it. What is saved shows through as long as nothing is changed. */
function usePolicy(saved: SeatPolicy) {
  const partnerId = usePartnerId();
  const queries = useQueryClient();
  const form = useForm<PolicyValues>({ initialValues: valuesOf(saved) });
  /** Whether others were saved meanwhile than those that were changed here. */
  const [isOther, setOther] = useState(false);
  const take = (policy: SeatPolicy) => {
    form.setValues(valuesOf(policy));
    form.resetDirty(valuesOf(policy));
    setOther(false);
  };
  const save = useCommand<SaveSeatPolicyPayload, SeatPolicy>({
    send: (api, policy, params) => api.saveSeatPolicy(partnerId, policy, params),
    onDone: (policy) => {
      take(policy);
      putAnswer(queries, seatPolicyQuery(partnerId).queryKey, policy);
    },
  });
  useNews(saved, (policy) => (form.isDirty() ? setOther(true) : take(policy)));
  const submit = form.onSubmit((values) =>
    save.mutate(policyOf(values), {
      onError: ({ fields }) => {
        form.setErrors(fields);
        const [first] = Object.keys(fields);
        if (first !== undefined) form.getInputNode(first)?.focus();
      },
    }),
  );
  return { form, isOther, take, save, submit };
}

/** Tells when other rules are saved than the form was opened with, here or elsewhere. */
function useNews(saved: SeatPolicy, onNews: (policy: SeatPolicy) => void): void {
  const last = useRef(saved);
  const tell = useStable(onNews);
  useEffect(() => {
    if (last.current === saved) return;
    last.current = saved;
    tell(saved);
  }, [saved, tell]);
}

const Other = ({ onTake }: { readonly onTake: () => void }) => (
  <Alert color="yellow" variant="light" icon={<IconAlertTriangle aria-hidden />} role="alert">
    <Group justify="space-between" gap="sm">
      Other rules were saved meanwhile. Save replaces them with yours.
      <Button size="xs" variant="default" onClick={onTake}>
        Show them
      </Button>
    </Group>
  </Alert>
);
