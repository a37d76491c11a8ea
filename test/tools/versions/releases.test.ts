import { N8N_RELEASES, NEWEST_N8N, type N8nVersion, runtimeManifest } from '../../../tools/runtime/versions';

const VERSIONS = Object.keys(N8N_RELEASES) as N8nVersion[];

describe('the table of n8n releases', () => {
	it('holds the releases that the pack promises, and the newest is the last of them', () => {
		expect(VERSIONS).toEqual(['1.123.81', '2.20.12', '2.33.7', '2.41.1']);
		expect(NEWEST_N8N).toBe('2.41.1');
	});

	it.each(VERSIONS)(
		'makes a private package of %s alone, in which only SQLite may run its script',
		(version) => {
			const manifest = runtimeManifest(version);
			expect(manifest).toMatchObject({ private: true, dependencies: { n8n: version } });
			expect(manifest.allowScripts).toEqual({ sqlite3: true });
			expect(manifest.overrides).toBe(N8N_RELEASES[version].overrides);
		},
	);

	it('puts what a release needs at the top of the tree beside n8n, not into the overrides', () => {
		const manifest = runtimeManifest('2.20.12');
		expect(manifest.dependencies).toEqual({
			n8n: '2.20.12',
			'date-fns': '2.30.0',
			'@opentelemetry/core': '2.6.0',
		});
		expect(manifest.overrides).not.toHaveProperty('@opentelemetry/core');
	});
});
