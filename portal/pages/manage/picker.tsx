import { CloseButton, Combobox, Loader, Text, TextInput, useCombobox, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import type { Choice } from './choice';

const MORE = 'more';

export interface Option extends Choice {
  readonly name: string;
  /** What else is to be known before it is picked. */
  readonly details: ReactNode;
  /** It is shown, and cannot be picked; the details say why. */
  readonly isTaken: boolean;
}

export interface PickerProps {
  /** As the field is called: "Customer". */
  readonly label: string;
  readonly chosen: Choice | null;
  readonly options: readonly Option[];
  readonly search: string;
  readonly isLoading: boolean;
  readonly hasMore: boolean;
  readonly isDisabled?: boolean;
  /** What is said below it: the age of the choices, or what has become of them. */
  readonly description?: ReactNode;
  readonly error: string | undefined;
  readonly onSearch: (search: string) => void;
  readonly onMore: () => void;
  readonly onChoose: (choice: Choice | null) => void;
}

/** A field that is filled from a list of HaloPSA, which is searched while one types. */
export function Picker(props: PickerProps) {
  const { label, chosen, search, isDisabled = false, description, error, onSearch, onChoose } = props;
  const { combobox, input, open, submit } = usePicking(props);
  const name = chosen === null ? '' : nameOf(label, chosen);
  const canClear = chosen !== null && !isDisabled;
  return (
    <Combobox store={combobox} onOptionSubmit={submit} disabled={isDisabled}>
      <Combobox.Target withExpandedAttribute>
        <TextInput
          ref={input}
          label={label}
          withAsterisk
          role="combobox"
          aria-required
          autoComplete="off"
          disabled={isDisabled && chosen === null}
          readOnly={isDisabled}
          description={
            <>
              {canClear && <VisuallyHidden>Escape clears it. </VisuallyHidden>}
              {description}
            </>
          }
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={error}
          placeholder={name === '' ? `Choose a ${label}` : name}
          value={combobox.dropdownOpened ? search : name}
          maxLength={90}
          rightSectionPointerEvents="auto"
          rightSection={<Right {...props} onOpen={open} />}
          onClick={open}
          onBlur={() => combobox.closeDropdown()}
          onChange={(event) => {
            onSearch(event.currentTarget.value);
            combobox.resetSelectedOption();
            combobox.openDropdown();
          }}
          onKeyDown={(event) => {
            // Before there is something to take, Enter would send the form.
            if (event.key === 'Enter' && combobox.dropdownOpened) event.preventDefault();
            // It closes the list first.
            if (event.key === 'Escape' && canClear && !combobox.dropdownOpened) onChoose(null);
          }}
        />
      </Combobox.Target>
      <Dropdown {...props} />
    </Combobox>
  );
}

/** Enter takes the first of those that were found; a field that was refused gets the focus. */
function usePicking({ options, search, isLoading, isDisabled, error, onSearch, onMore, onChoose }: PickerProps) {
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      onSearch('');
    },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other options have another first one
  useEffect(() => {
    if (search !== '' && !isLoading) combobox.selectFirstOption();
  }, [search, isLoading, options.length]);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (error !== undefined) input.current?.focus();
  }, [error]);
  return {
    combobox,
    input,
    open: () => (isDisabled ? undefined : combobox.openDropdown()),
    submit: (value: string) => {
      if (value === MORE) return onMore();
      const option = options.find(({ id }) => String(id) === value);
      if (option?.isTaken) return;
      onChoose(option === undefined ? null : { id: option.id, name: option.name });
      combobox.closeDropdown();
    },
  };
}

/** Of a choice that no list has named, its number is all that is known. */
export const nameOf = (label: string, { id, name }: Choice): string => name ?? `${label} no. ${id}`;

const nothing = (label: string, search: string): string =>
  search === '' ? `There is no ${label} to choose in HaloPSA.` : `No ${label} matches “${search}”.`;

function Dropdown({ label, options, search, chosen, hasMore, isLoading }: PickerProps) {
  return (
    <Combobox.Dropdown>
      <Combobox.Options mah={320} style={{ overflowY: 'auto' }} aria-label={label}>
        {options.map((option) => (
          <Shown key={option.id} option={option} isChosen={option.id === chosen?.id} />
        ))}
        {hasMore && (
          <Combobox.Option value={MORE} disabled={isLoading}>
            <Text size="sm" c="var(--mantine-primary-color-light-color)">
              {isLoading ? 'Loading …' : 'Show more'}
            </Text>
          </Combobox.Option>
        )}
        {options.length === 0 && <Combobox.Empty>{isLoading ? 'Searching …' : nothing(label, search)}</Combobox.Empty>}
      </Combobox.Options>
    </Combobox.Dropdown>
  );
}

/** By `disabled`, Mantine would make it too pale to read, and keep the arrow keys from it: nobody would hear why. */
function Shown({ option, isChosen }: { readonly option: Option; readonly isChosen: boolean }) {
  const { id, name, details, isTaken } = option;
  return (
    <Combobox.Option
      value={String(id)}
      active={isChosen}
      aria-selected={isChosen}
      {...(isTaken && { 'aria-disabled': true, style: { cursor: 'not-allowed' } })}
    >
      <Text
        size="sm"
        fw={isChosen ? 700 : undefined}
        {...(isTaken && { c: 'dimmed' })}
        style={{ overflowWrap: 'anywhere' }}
      >
        {name}
      </Text>
      {details}
    </Combobox.Option>
  );
}

function Right({
  label,
  chosen,
  isLoading,
  isDisabled,
  onChoose,
  onOpen,
}: PickerProps & { readonly onOpen: () => void }) {
  if (chosen === null || isDisabled) return isLoading ? <Loader size="xs" /> : <Combobox.Chevron onClick={onOpen} />;
  // By keyboard, Escape does it in the field itself.
  return <CloseButton tabIndex={-1} aria-label={`Clear ${label}`} onClick={() => onChoose(null)} />;
}
