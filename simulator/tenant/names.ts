import type { Random } from '../store/random';

/** Company names that could stand on any MSP's list. */
const places = [
  'Northgate',
  'Harrow',
  'Bluewater',
  'Kestrel',
  'Ashdown',
  'Silverline',
  'Oakfield',
  'Marlow',
  'Redstone',
  'Highbury',
  'Lakeside',
  'Fenwick',
  'Brightwell',
  'Thornbury',
  'Cedar',
  'Pinnacle',
  'Westbrook',
  'Granite',
  'Ridgeway',
  'Sterling',
  'Whitmore',
  'Falcon',
  'Maple',
  'Castle',
  'Eastwood',
  'Summit',
  'Hartley',
  'Beacon',
  'Willow',
  'Avondale',
  'Kingsley',
  'Orchard',
  'Riverside',
  'Stanton',
  'Clearwater',
  'Meridian',
  'Foxton',
  'Ivy',
  'Juniper',
  'Langford',
  'Moorland',
  'Quarry',
] as const;
const partners = [
  'Finch',
  'Moss',
  'Doyle',
  'Larsen',
  'Patel',
  'Okoye',
  'Novak',
  'Reid',
  'Santos',
  'Keller',
  'Byrne',
  'Lindqvist',
  'Marsh',
  'Osei',
  'Rossi',
  'Tanaka',
  'Vance',
  'Weir',
  'Yates',
  'Zimmer',
  'Cole',
  'Drake',
  'Ellis',
  'Grant',
] as const;
const trades = [
  'Dental Group',
  'Solicitors',
  'Logistics',
  'Architects',
  'Veterinary Clinic',
  'Accountants',
  'Engineering',
  'Estates',
  'Foods',
  'Academy',
  'Housing Trust',
  'Pharmacy',
  'Motors',
  'Insurance Brokers',
  'Interiors',
  'Printworks',
  'Surveyors',
  'Travel',
  'Care Homes',
  'Brewery',
  'Packaging',
  'Orthopaedics',
  'Wealth Management',
  'Plumbing Supplies',
] as const;
const endings = ['', '', ' Ltd', ' LLP', ' Group', ' & Sons', ' Inc'] as const;

const companyName = (random: Random): string => {
  const first = random.pick(places);
  const second = random.int(0, 2) === 0 ? '' : ` ${random.pick(['& ', ''])}${random.pick(partners)}`;
  return `${first}${second} ${random.pick(trades)}${random.pick(endings)}`;
};

/** Gives a company name that it has not given before. */
export function createCompanyNames(random: Random): () => string {
  const given = new Set<string>();
  return () => {
    let name = companyName(random);
    while (given.has(name)) name = companyName(random);
    given.add(name);
    return name;
  };
}
