import { Fieldset, Group, NativeSelect, NumberInput, Radio, Select, Stack, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { PolicyValues } from './policy';

type Form = UseFormReturnType<PolicyValues>;

/** When a change waits for a person. */
export function GuardRails({ form }: { readonly form: Form }) {
  return (
    <Fieldset legend="What waits for you before it is written">
      <Stack>
        <Stack gap={4}>
          <Text size="sm">A change that exceeds both:</Text>
          <Group grow align="flex-start">
            <NumberInput
              label="Percent"
              suffix=" %"
              min={0}
              max={1000}
              clampBehavior="none"
              key={form.key('largeChange.percent')}
              {...form.getInputProps('largeChange.percent')}
            />
            <NumberInput
              label="Seats"
              min={0}
              clampBehavior="none"
              key={form.key('largeChange.seats')}
              {...form.getInputProps('largeChange.seats')}
            />
          </Group>
        </Stack>
        <NumberInput
          label="A report that is older than so many hours"
          min={1}
          max={8760}
          clampBehavior="none"
          {...form.getInputProps('maxReportAgeHours')}
        />
        <Choice form={form} name="dropToZero" label="A drop to 0 seats" options={holdOrWrite} />
        <Choice
          form={form}
          name="inactiveOrganization"
          label="A change of an organization that is suspended or unsubscribed"
          options={holdOrWrite}
        />
        <Choice form={form} name="drift" label="A count that somebody changed in HaloPSA" options={askOrOurs} />
      </Stack>
    </Fieldset>
  );
}

const holdOrWrite = [
  { value: 'hold', label: 'Waits for you' },
  { value: 'write', label: 'Is written' },
] as const;

const askOrOurs = [
  { value: 'ask', label: 'Waits for you' },
  { value: 'alwaysOurs', label: 'Is replaced by ours' },
] as const;

interface ChoiceProps {
  readonly form: Form;
  readonly name: 'dropToZero' | 'inactiveOrganization' | 'drift';
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

const Choice = ({ form, name, label, options }: ChoiceProps) => (
  <Radio.Group label={label} {...form.getInputProps(name)}>
    <Group mt={6}>
      {options.map((option) => (
        <Radio key={option.value} value={option.value} label={option.label} />
      ))}
    </Group>
  </Radio.Group>
);

const hours = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, '0')}:00`,
}));
const timeZones = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];

/** When all organizations are compared with HaloPSA every night. */
export function Schedule({ form }: { readonly form: Form }) {
  return (
    <Fieldset legend="When all are compared with HaloPSA, every day">
      <Group grow align="flex-start">
        <NativeSelect label="Hour" data={hours} {...form.getInputProps('schedule.hour')} />
        <Select
          label="Time zone"
          data={timeZones}
          searchable
          limit={100}
          allowDeselect={false}
          {...form.getInputProps('schedule.timeZone')}
        />
      </Group>
    </Fieldset>
  );
}
