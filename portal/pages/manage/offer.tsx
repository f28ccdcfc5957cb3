import { Button, Group, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { customersNamedQuery } from '../../api/organization-queries';
import { useLive } from '../../live/look';
import { usePartnerId } from '../../session/signed-in';
import { isSameName } from '../../shared/same-name';
import type { Choice } from './choice';

interface OfferProps {
  /** What may be meant; nothing is offered where it is not exactly one. */
  readonly found: readonly Choice[];
  readonly sentence: string;
  readonly onChoose: (choice: Choice) => void;
}

/** A choice that one click makes, and nothing else does. */
export function Offer({ found: [only, ...others], sentence, onChoose }: OfferProps) {
  const offered = others.length === 0 ? only : undefined;
  return (
    <Group gap="xs">
      <Text size="sm" c="dimmed" role="status">
        {offered !== undefined && sentence}
      </Text>
      {offered !== undefined && (
        <Button
          variant="light"
          size="compact-sm"
          h="auto"
          mih={26}
          my={2}
          styles={{ label: { whiteSpace: 'normal', overflowWrap: 'anywhere' } }}
          onClick={() => onChoose({ id: offered.id, name: offered.name })}
        >
          Choose {offered.name}
        </Button>
      )}
    </Group>
  );
}

interface CustomerOfferProps extends Pick<OfferProps, 'onChoose'> {
  /** Of the organization. */
  readonly name: string;
}

/** Offers the one Customer that is called as the organization is. HaloPSA is not asked in an outage. */
export function CustomerOffer({ name, onChoose }: CustomerOfferProps) {
  const gate = useLive().data?.gate?.status;
  const { data, hasNextPage } = useInfiniteQuery({
    ...customersNamedQuery(usePartnerId(), name),
    enabled: gate === 'open' || gate === 'paused',
  });
  // What has not been read yet may have another one of this name.
  const rows = hasNextPage ? [] : (data?.pages.flatMap(({ items }) => items) ?? []);
  const found = rows.filter((customer) => isSameName(customer.name, name));
  return <Offer found={found} sentence="HaloPSA has a Customer of this name." onChoose={onChoose} />;
}
