import { Accordion, Card, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { useLocalStorage, useMediaQuery } from '@mantine/hooks';
import { memo, useState } from 'react';
import { usePartnerId } from '../../session/signed-in';
import type { Part } from './guide';
import { guide } from './guide';
import { StepLine } from './step-line';

const all = guide.flatMap(({ steps }) => steps);

/** What to do in HaloPSA first, to be ticked off; the ticks are remembered in this browser. */
export const SetUpGuide = memo(function SetUpGuide() {
  const [ticked, setTicked] = useLocalStorage<readonly string[]>({
    key: `halopsa-set-up:${usePartnerId()}`,
    defaultValue: [],
    getInitialValueInEffect: false,
  });
  const isDone = (id: string) => ticked.includes(id);
  const toggle = (id: string) => setTicked(isDone(id) ? ticked.filter((one) => one !== id) : [...ticked, id]);
  const done = all.filter(({ id }) => isDone(id)).length;
  // On a phone the guide is folded, so that the form is seen.
  const isNarrow = useMediaQuery('(max-width: 62em)', false, { getInitialValueInEffect: false });
  const next = guide.find(({ steps }) => steps.some(({ id }) => !isDone(id)));
  const [open, setOpen] = useState<string[]>(isNarrow || next === undefined ? [] : [next.title]);
  return (
    <Card withBorder padding="lg" component="section" aria-labelledby="set-up">
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} size="h4" id="set-up">
            Set up in HaloPSA
          </Title>
          <Text size="sm" c="dimmed" className="numbers" role="status">
            {done} of {all.length} done
          </Text>
        </Group>
        <Progress value={(100 * done) / all.length} size="sm" aria-label="Set up in HaloPSA" />
        <Text size="sm" c="dimmed">
          In your own HaloPSA, whose address is another one for each partner. In this order:
        </Text>
        <Accordion multiple keepMounted={false} value={open} onChange={setOpen} order={3} chevronPosition="right">
          {guide.map((part, index) => (
            <PartOfGuide key={part.title} part={part} number={index + 1} isDone={isDone} onToggle={toggle} />
          ))}
        </Accordion>
      </Stack>
    </Card>
  );
});

interface PartOfGuideProps {
  readonly part: Part;
  readonly number: number;
  readonly isDone: (id: string) => boolean;
  readonly onToggle: (id: string) => void;
}

function PartOfGuide({ part: { title, steps }, number, isDone, onToggle }: PartOfGuideProps) {
  const done = steps.filter(({ id }) => isDone(id)).length;
  return (
    <Accordion.Item value={title}>
      <Accordion.Control>
        <Group justify="space-between" wrap="nowrap">
          <Text fw={600}>
            {number}. {title}
          </Text>
          <Text size="sm" c="dimmed" className="numbers" me="xs">
            {done === steps.length ? 'Done' : `${done} of ${steps.length}`}
          </Text>
        </Group>
      </Accordion.Control>
      <Accordion.Panel>
        <Stack gap="xs">
          {steps.map((step) => (
            <StepLine key={step.id} step={step} isDone={isDone(step.id)} onToggle={() => onToggle(step.id)} />
          ))}
        </Stack>
      </Accordion.Panel>
    </Accordion.Item>
  );
}
