import type { Structure, StructureNode, StructureTransition } from '../chart/index.js';
import { escape } from './mermaid.js';

/** A machine as a Mermaid state diagram. It ends with a line break. */
export function toStateDiagram({ nodes, transitions }: Structure): string {
  const names = new Map(nodes.map(({ id }, index) => [id, `s${index}`]));
  const nameOf = (id: string): string => names.get(id) ?? '[*]';
  const childrenOf = (id: string): readonly StructureNode[] => nodes.filter(({ parent }) => parent === id);

  const linesOf = (node: StructureNode): readonly string[] => {
    const name = nameOf(node.id);
    const children = childrenOf(node.id);
    const head = `state "${escape(node.key)}" as ${name}`;
    if (children.length === 0) return [head, ...(node.kind === 'final' ? [`${name} --> [*]`] : [])];
    const regions = children.map((child) => linesOf(child));
    const inner =
      node.kind === 'parallel'
        ? regions.flatMap((lines, index) => (index === 0 ? lines : ['--', ...lines]))
        : [...(node.initial === undefined ? [] : [`[*] --> ${nameOf(node.initial)}`]), ...regions.flat()];
    return [head, `state ${name} {`, ...inner.map((line) => `  ${line}`), '}'];
  };

  const arrowsOf = (transition: StructureTransition): readonly string[] => {
    const { source, targets } = transition;
    const text = textOf(transition);
    return (targets.length === 0 ? [source] : targets).map(
      (target) => `${nameOf(source)} --> ${nameOf(target)}${text === '' ? '' : `: ${escape(text)}`}`,
    );
  };

  const [root] = nodes;
  const lines = [...(root ? linesOf(root) : []), ...transitions.flatMap(arrowsOf)];
  return `stateDiagram-v2\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

const textOf = ({ text, guard, actions }: StructureTransition): string =>
  [text, ...(guard === undefined ? [] : [`[${guard}]`]), ...(actions.length > 0 ? [`/ ${actions.join(', ')}`] : [])]
    .filter((part) => part !== '')
    .join(' ');
