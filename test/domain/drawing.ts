/** One row of a diagram: from | event | to | effects. What stands in brackets after a name tells which sample of it is meant. */
type Row = string;

const nameOf = (cell = ''): string => cell.replace(/ \(.*\)$/, '');

/** The moves from one status to another, as a Mermaid diagram; what leaves the status as it is would only hide them. */
export function mermaidOf(rows: readonly Row[], first: string): string {
  const moves = new Map<string, Set<string>>();
  for (const row of rows) {
    const [from = '', event = '', to = ''] = row.split(' | ').map(nameOf);
    if (from === to || to === 'rejected') continue;
    const move = `${from} --> ${to}`;
    moves.set(move, (moves.get(move) ?? new Set()).add(event));
  }
  const lines = [...moves].map(([move, events]) => `${move} : ${[...events].join(', ')}`);
  return ['stateDiagram-v2', `[*] --> ${first}`, ...lines].join('\n    ');
}
