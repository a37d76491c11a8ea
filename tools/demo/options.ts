import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { cacheFolder } from '../runtime/paths';
import { N8N_RELEASES, NEWEST_N8N, type N8nVersion } from '../runtime/versions';

import { DOCUMENTED } from './documented';

/** What the user asked for on the command line. */
export interface DemoOptions {
	/** Run the examples, print the table, and end. */
	once: boolean;
	/** Begin with an empty n8n. */
	fresh: boolean;
	n8nPort: number;
	/** First of seven ports: overview, five vendors, example data. */
	sandboxPort: number;
	/** Where n8n's database, the login and the log are kept. */
	folder: string;
}

/** What the user asked for on the command line, and the n8n to do it with. */
export type DemoStart = DemoOptions & { n8n: N8nVersion };

export const USAGE = `npm start [-- options]

Starts a real n8n with this pack and the vendors' sandbox, runs every example, and leaves the editor open.

  --once                 run the examples, print the table, end (exit code 0 when all went well)
  --fresh                begin with an empty n8n: forgets the demo's workflows, credentials and login
  --n8n <version>        another n8n than ${NEWEST_N8N}: ${Object.keys(N8N_RELEASES).slice(0, -1).join(', ')}
  --n8n-port <port>      port of the editor (${DOCUMENTED.n8nPort}); the next one is taken too
  --sandbox-port <port>  first of seven ports for the vendors' sandbox (${DOCUMENTED.sandboxPort})
  --folder <folder>      where n8n keeps its data, and beside it the files that it may read
  --help                 this text`;

function port(option: string, text: string | undefined, standard: number): number {
	const value = Number(text ?? standard);
	if (Number.isInteger(value) && value >= 1024 && value <= 65_500) return value;
	throw new Error(`--${option} must be a whole number from 1024 to 65500, not "${text}"`);
}

function release(text: string = NEWEST_N8N): N8nVersion {
	if (Object.hasOwn(N8N_RELEASES, text)) return text as N8nVersion;
	throw new Error(`--n8n must be one of ${Object.keys(N8N_RELEASES).join(', ')}, not "${text}"`);
}

/**
 * Reads the command line; undefined when help was asked for.
 * @throws an Error that names the wrong option
 */
export function readOptions(args: string[]): DemoStart | undefined {
	const { values } = parseArgs({
		args,
		options: {
			once: { type: 'boolean', default: false },
			fresh: { type: 'boolean', default: false },
			n8n: { type: 'string' },
			'n8n-port': { type: 'string' },
			'sandbox-port': { type: 'string' },
			folder: { type: 'string' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) return undefined;
	const n8n = release(values.n8n);
	return {
		once: values.once,
		fresh: values.fresh,
		n8n,
		n8nPort: port('n8n-port', values['n8n-port'], DOCUMENTED.n8nPort),
		sandboxPort: port('sandbox-port', values['sandbox-port'], DOCUMENTED.sandboxPort),
		folder: resolve(values.folder ?? join(cacheFolder(), n8n === NEWEST_N8N ? 'demo' : `demo-${n8n}`)),
	};
}
