import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';

const FEW = 5;

interface FirstFewProps<Item> {
  readonly items: readonly Item[];
  /** What they are, in the plural. */
  readonly noun: string;
  readonly children: (shown: readonly Item[]) => ReactNode;
}

/** The newest of a longer list, and all of them for who asks. */
export function FirstFew<Item>({ items, noun, children }: FirstFewProps<Item>) {
  const [isOpen, { toggle }] = useDisclosure();
  return (
    <>
      {children(isOpen ? items : items.slice(0, FEW))}
      {items.length > FEW && (
        <Button variant="subtle" size="compact-sm" w="fit-content" aria-expanded={isOpen} onClick={toggle}>
          {isOpen ? `The newest ${FEW} ${noun}` : `All ${items.length} ${noun}`}
        </Button>
      )}
    </>
  );
}
