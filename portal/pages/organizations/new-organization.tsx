import { Button, Fieldset, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useCommand } from '../../api/command';
import type { Organization, RegisterOrganizationPayload } from '../../api/generated';
import { organizationListKey } from '../../api/organization-queries';
import type { RequestError } from '../../api/request-error';
import { useLive, useServerClock } from '../../live/look';
import { usePartnerId } from '../../session/signed-in';
import { Deed } from '../../shared/deed';
import { Failed } from '../../shared/loaded';
import { Unsaved } from '../../shared/unsaved';
import { isAtSheet, useSheet } from './address';
import { Namesake, useNamesake } from './namesake';
import { organizationIdOf } from './organization-id';

const isAtNew = isAtSheet('new');

const nothing = { name: '', seats: { used: 0, purchased: 0, active: 0 } };

const MOST_SEATS = 10_000_000;

const kinds = [
  ['used', 'Used'],
  ['purchased', 'Purchased'],
  ['active', 'Active'],
] as const;

/** What is counted of it is needed as well; everything else comes later. */
export function NewOrganization() {
  const { close } = useSheet();
  const form = useForm({ initialValues: nothing });
  const register = useRegister();
  const clock = useServerClock();
  useNextStep(register.data);
  const { namesake, isLooking, create } = useNamesake({
    id: register.id,
    name: form.values.name,
    create: (report) => register.mutate(report, { onError: (error) => showAt(form, error) }),
  });
  const submit = form.onSubmit(({ name, seats }) => {
    const observedAt = new Date(Date.now() + clock).toISOString();
    create({ name: name.trim(), seats, status: 'active', observedAt });
  });
  const isNamed = form.values.name.trim() !== '';
  return (
    <form onSubmit={submit} noValidate>
      <Unsaved isChanged={form.isDirty() && !register.isSuccess} isAt={isAtNew} />
      <Stack>
        <TextInput
          label="Name"
          withAsterisk
          maxLength={256}
          data-autofocus
          key={form.key('name')}
          {...form.getInputProps('name')}
        />
        <SeatFields form={form} />
        {namesake !== null && <Namesake {...namesake} />}
        {register.error !== null && <Failed error={register.error} />}
        <Group justify="flex-end">
          {!isNamed && (
            <Text size="sm" c="dimmed">
              Give it a name first.
            </Text>
          )}
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Deed type="submit" disabled={!isNamed} isBusy={isLooking || register.isPending}>
            {namesake === null ? 'Create' : 'Create all the same'}
          </Deed>
        </Group>
      </Stack>
    </form>
  );
}

function SeatFields({ form }: { readonly form: Pick<UseFormReturnType<typeof nothing>, 'getInputProps'> }) {
  return (
    <Fieldset legend="Seats" variant="unstyled">
      <Group grow align="flex-start">
        {kinds.map(([kind, label]) => (
          <NumberInput
            key={kind}
            label={label}
            min={0}
            max={MOST_SEATS}
            allowDecimal={false}
            allowNegative={false}
            {...form.getInputProps(`seats.${kind}`)}
          />
        ))}
      </Group>
    </Fieldset>
  );
}

/** The id stays the same until an answer has come: what is sent again is the same organization. */
function useRegister() {
  const partnerId = usePartnerId();
  const queries = useQueryClient();
  const [unique] = useState(() => crypto.randomUUID().slice(0, 8));
  const [id, setId] = useState<string | null>(null);
  const command = useCommand<RegisterOrganizationPayload, Organization>({
    send: (api, report, params) => {
      const organizationId = id ?? organizationIdOf(report.name, unique);
      setId(organizationId);
      return api.registerOrganization(partnerId, organizationId, report, params);
    },
    onDone: () => void queries.invalidateQueries({ queryKey: organizationListKey(partnerId) }),
  });
  return { ...command, id };
}

/** Where something is connected, the way goes on to it. */
function useNextStep(created: Organization | undefined): void {
  const { close, goOn } = useSheet();
  const { data: live } = useLive();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it has been created
  useEffect(() => {
    if (created === undefined) return;
    notifications.show({ message: `${created.name} was created.` });
    if (live === undefined || live.connection.status === 'disconnected') close();
    else goOn('integrations', created.organizationId);
  }, [created]);
}

interface Form {
  setErrors(errors: Record<string, string>): void;
  getInputNode(path: string): { focus(): void } | null;
}

/** The api's sentences at the fields that they are about; the first of them gets the focus. */
function showAt(form: Form, { fields }: RequestError): void {
  form.setErrors(fields);
  const [first] = Object.keys(fields);
  if (first !== undefined) form.getInputNode(first)?.focus();
}
