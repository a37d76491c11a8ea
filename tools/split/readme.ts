import manifest from '../../package.json';

import type { Room } from './room';
import { ownRows, section } from './texts';

/** The README of a room's own package, from that of the whole pack: what it says of all nodes, and its tables' rows of this vendor. */
export function readmeOf({ title, name, page }: Room, readme: string, kept: Set<string>): string {
	const part = (heading: string) => ownRows('README.md', section(readme, heading), kept);
	const [install] = section(readme, '## Install in n8n').split('\n\nOnce it is published');
	const [nodes] = part('## Nodes').split('\n\nEvery field');
	return `# ${name}

n8n nodes that move customer conversations through ${title}. They are those of [${manifest.name}](${manifest.homepage}), which has nodes for more vendors: the code is written and
tested there, and this package is made of it. [Every field, the credential, errors and limits](${page}).

## Install in n8n

${install}

Once it is published, **Settings > Community Nodes > Install** takes the name \`${name}\`.

## Nodes

${nodes}

### What all nodes share

${section(readme, '### What all nodes share')}

## Credentials

${part('## Credentials')}

## Examples

${part('## Examples').replace(/; `npm start` puts.*$/m, '.')}

## Try it

[The whole pack](${manifest.homepage}#try-it) has a demo with a stand-in for ${title}, for which no account is needed. Faults are told [there](${manifest.bugs.url}), where they are mended.

## Compatibility

${section(readme, '## Compatibility')}

## License

${section(readme, '## License')}
`;
}
