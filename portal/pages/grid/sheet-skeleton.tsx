import { Skeleton, Stack } from '@mantine/core';

export const SheetSkeleton = () => (
  <Stack aria-hidden>
    <Skeleton height={16} width="40%" />
    <Skeleton height={20} />
    <Skeleton height={120} />
  </Stack>
);
