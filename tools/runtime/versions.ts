/** What npm must be told so that one n8n version installs and starts, whatever newer packages came out since. */
export interface N8nRelease {
	/** Packages that n8n needs at the top of the tree but does not name itself. */
	dependencies: Record<string, string>;
	/** Packages whose newest version does not fit this release. */
	overrides: Record<string, string | Record<string, string>>;
}

const LANGGRAPH = { '@langchain/langgraph': '1.2.9' };
const LINKEDOM = '0.18.13';
/** `n8n-nodes-base` took xlsx from an address outside the npm registry until 2.33. */
const XLSX = '0.18.5';
/** Newer checkpoints import a file that the `@langchain/core` of these releases does not export. */
const CHECKPOINT = '1.0.1';
/** The core node Extract From File needs it through ts-ics, which names it as a peer only; peers are not installed. */
const DATE_FNS = { 'date-fns': '2.30.0' };

/** Every n8n release that the pack is tried on, oldest first. */
export const N8N_RELEASES = {
	'1.123.81': {
		dependencies: DATE_FNS,
		overrides: { xlsx: XLSX, '@langchain/langgraph-checkpoint': CHECKPOINT },
	},
	'2.20.12': {
		// Sentry needs version 2 at the top; as an override it would reach the nested ones too.
		dependencies: { ...DATE_FNS, '@opentelemetry/core': '2.6.0' },
		overrides: {
			xlsx: XLSX,
			linkedom: LINKEDOM,
			'@langchain/langgraph-checkpoint': CHECKPOINT,
			langchain: LANGGRAPH,
		},
	},
	'2.33.7': { dependencies: DATE_FNS, overrides: { linkedom: LINKEDOM, langchain: LANGGRAPH } },
	'2.41.1': { dependencies: DATE_FNS, overrides: { linkedom: LINKEDOM, langchain: LANGGRAPH } },
} satisfies Record<string, N8nRelease>;

export type N8nVersion = keyof typeof N8N_RELEASES;

/** The release that the demo and the end-to-end test run on. */
export const NEWEST_N8N: N8nVersion = '2.41.1';

/** The package.json of the private package that holds this n8n and nothing else. */
export function runtimeManifest(version: N8nVersion) {
	const { dependencies, overrides }: N8nRelease = N8N_RELEASES[version];
	return {
		name: `n8n-runtime-${version}`,
		private: true,
		dependencies: { n8n: version, ...dependencies },
		overrides,
		// The one package of the tree whose install script must run: it fetches or compiles SQLite.
		allowScripts: { sqlite3: true },
	};
}
