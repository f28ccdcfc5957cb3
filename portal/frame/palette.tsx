import '@mantine/spotlight/styles.css';
import { Spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { foundOrganizationsQuery } from '../api/queries';
import { useSession } from '../session/signed-in';
import { organizationAt, pages } from './pages';

/** Ctrl-K: every page, and every organization by a part of its name. */
export function Palette() {
  const { partnerId, may } = useSession();
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  const search = query.trim();
  const found = useQuery({
    ...foundOrganizationsQuery(partnerId, search),
    enabled: search !== '' && may.includes('readSeats'),
  });
  const organizations = (search === '' ? [] : (found.data?.items ?? [])).map(({ organizationId, name, message }) => ({
    id: `organization ${organizationId}`,
    label: name,
    description: message,
    onClick: () => navigate(organizationAt(organizationId, may.includes('act'))),
  }));
  const actions = [
    {
      group: 'Pages',
      actions: pages
        .filter(
          ({ permission, title }) => may.includes(permission) && title.toLowerCase().includes(search.toLowerCase()),
        )
        .map(({ title, to }) => ({ id: to, label: title, onClick: () => navigate(to) })),
    },
    { group: 'Organizations', actions: organizations },
  ];
  return (
    <Spotlight
      actions={actions}
      query={query}
      onQueryChange={setQuery}
      // They fit already, the organizations perhaps by their customer's name.
      filter={(_, all) => all}
      nothingFound={found.isFetching ? 'Searching …' : 'Nothing found'}
      highlightQuery
      attributes={{ content: { 'aria-label': 'Search' } }}
      limit={20}
      scrollable
      maxHeight={420}
      searchProps={{
        leftSection: <IconSearch size={18} aria-hidden />,
        placeholder: 'Search pages and organizations',
        'aria-label': 'Search pages and organizations',
      }}
    />
  );
}
