import { Button, Card, Group, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { Link } from 'react-router';
import type { ConnectionNow } from '../../api/generated';
import { Missing, NextStep } from '../../shared/next-step';
import { Status } from '../../shared/status';
import { Unsaved } from '../../shared/unsaved';
import { Refused } from './refused';
import { SiteUrlInput } from './site-url-input';
import { useConnecting } from './use-connecting';

/** Where the credentials of HaloPSA are typed; each refusal stands at its field. */
export function ConnectForm({ connection }: { readonly connection: ConnectionNow }) {
  const { form, send, isBusy, isChanged, refusal, tryAgain, missing } = useConnecting(connection);
  const { status, connectedBy, siteUrl, clientIdEnding, message, whoseMove } = connection;
  return (
    <Card
      withBorder
      padding="lg"
      component="form"
      noValidate
      aria-labelledby="credentials"
      onSubmit={form.onSubmit(send)}
    >
      <Unsaved isChanged={isChanged} />
      <Stack>
        <div>
          <Title order={2} size="h4" id="credentials">
            Credentials
          </Title>
          <Text c="dimmed">From the application that you made in HaloPSA.</Text>
        </div>
        <SiteUrlInput field={form.getInputProps('siteUrl')} fixed={connectedBy === null ? null : siteUrl} />
        <TextInput
          label="Client ID"
          required
          autoComplete="off"
          description={connectedBy === null ? undefined : `The one in use ends with ${clientIdEnding}.`}
          {...form.getInputProps('clientId')}
        />
        <PasswordInput
          label="Client Secret"
          required
          autoComplete="new-password"
          description="HaloPSA shows it once, when the application is made."
          visibilityToggleButtonProps={{ 'aria-label': 'Show what is typed' }}
          visibilityToggleFocusable
          {...form.getInputProps('clientSecret')}
          aria-invalid={form.errors.clientSecret !== undefined}
        />
        {status === 'verifying' && (
          <div role="status">
            <Status move={whoseMove}>{message} You can leave this page; it goes on.</Status>
          </div>
        )}
        {refusal !== null && <Refused refusal={refusal} isBusy={isBusy} tryAgain={tryAgain} />}
        <Missing missing={missing} isBusy={isBusy} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" component={Link} to="/integration">
            Cancel
          </Button>
          <NextStep missing={missing} isBusy={isBusy} />
        </Group>
      </Stack>
    </Card>
  );
}
