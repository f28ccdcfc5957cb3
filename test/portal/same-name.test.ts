import { isSameName } from '../../portal/shared/same-name';

it.each([
  ['Initech', ' initech '],
  ['MÜLLER & Söhne', 'Mu\u0308ller & söhne'],
  ['', ' '],
])('reads %j and %j as one name', (a, b) => {
  expect(isSameName(a, b)).toBe(true);
});

it.each([
  ['Initech', 'Initech Ltd'],
  ['Init ech', 'Initech'],
  ['Muller', 'Müller'],
])('reads %j and %j as two names', (a, b) => {
  expect(isSameName(a, b)).toBe(false);
});
