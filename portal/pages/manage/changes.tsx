import { List, Stack, Text, Title } from '@mantine/core';
import type { OrganizationMapping } from '../../api/generated';
import { FirstFew } from '../../shared/first-few';
import { When } from '../../shared/when';

type Change = OrganizationMapping['history'][number];

/** Who mapped it to what, the newest first. */
export function Changes({ history }: Pick<OrganizationMapping, 'history'>) {
  if (history.length === 0) return null;
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        Changes
      </Title>
      <FirstFew items={history} noun="changes">
        {(shown) => (
          <List listStyleType="none" spacing="xs" size="sm">
            {shown.map((change) => (
              <List.Item key={`${change.at} ${change.to?.softwareLicenceId}`}>
                <Text c="dimmed" size="sm">
                  <When at={change.at} /> · {change.by.name}
                </Text>
                {whatOf(change)}
              </List.Item>
            ))}
          </List>
        )}
      </FirstFew>
    </Stack>
  );
}

type Place = NonNullable<Change['to']>;

const placeOf = ({ customerName, softwareLicenceName }: Place): string => `${customerName}, ${softwareLicenceName}`;

function whatOf({ from, to }: Change): string {
  if (from === null) return to === null ? '' : `Mapped to ${placeOf(to)}`;
  return to === null ? `Unlinked from ${placeOf(from)}` : `${placeOf(from)} → ${placeOf(to)}`;
}
