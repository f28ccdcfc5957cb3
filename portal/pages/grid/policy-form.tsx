import { Button, Group, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useCommand } from '../../api/command';
import type { SaveSeatPolicyPayload, SeatPolicy } from '../../api/generated';
import { seatPolicyQuery } from '../../api/grid-queries';
import { usePartnerId } from '../../session/signed-in';
import { Failed } from '../../shared/loaded';
import { Unsaved } from '../../shared/unsaved';
import type { PolicyValues } from './policy';
import { policyOf, valuesOf } from './policy';
import { GuardRails, Schedule } from './policy-fields';

const isAtPolicy = ({ search }: { readonly search: string }): boolean =>
  new URLSearchParams(search).get('sheet') === 'policy';

/** The guard rails of seat sync, and when HaloPSA is compared by night. */
export function PolicyForm({ saved }: { readonly saved: SeatPolicy }) {
  const partnerId = usePartnerId();
  const queries = useQueryClient();
  const form = useForm<PolicyValues>({ initialValues: valuesOf(saved) });
  const save = useCommand<SaveSeatPolicyPayload, SeatPolicy>({
    send: (api, policy, params) => api.saveSeatPolicy(partnerId, policy, params),
    onDone: (policy) => {
      queries.setQueryData(seatPolicyQuery(partnerId).queryKey, policy);
      form.setValues(valuesOf(policy));
      form.resetDirty(valuesOf(policy));
    },
  });
  const isChanged = form.isDirty();
  const submit = form.onSubmit((values) =>
    save.mutate(policyOf(values), {
      onError: ({ fields }) => {
        form.setErrors(fields);
        const [first] = Object.keys(fields);
        if (first !== undefined) form.getInputNode(first)?.focus();
      },
    }),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        <GuardRails form={form} />
        <Schedule form={form} />
        {save.error !== null && <Failed error={save.error} />}
        <Group justify="flex-end" gap="sm">
          <Text size="sm" c="dimmed" role="status">
            {isChanged ? '' : save.isSuccess ? 'Saved. It holds from now on.' : 'Nothing is changed.'}
          </Text>
          <Button type="submit" loading={save.isPending} disabled={!isChanged}>
            Save
          </Button>
        </Group>
      </Stack>
      <Unsaved isChanged={isChanged} isAt={isAtPolicy} />
    </form>
  );
}
