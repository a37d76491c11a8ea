import type { JobResult, LoadJob, NodeFiles } from '../job';

const MB = 1_000_000;

/**
 * Loads nodes the way n8n loads those of a community package at its start. What n8n has loaded anyway by then, such as
 * zod and luxon, is loaded before.
 */
export async function load({ folder, described, files, after }: LoadJob): Promise<JobResult['loaded']> {
	const { LazyPackageDirectoryLoader, PackageDirectoryLoader } = await import('n8n-core');
	await Promise.all([import('n8n-workflow'), import('zod'), import('luxon'), import('lodash')]);
	const Loader = described ? LazyPackageDirectoryLoader : PackageDirectoryLoader;
	const loaderOf = (some?: NodeFiles) => {
		const loader = new Loader(folder);
		if (some) loader.packageJson.n8n = { ...some };
		return loader;
	};
	if (after) await loaderOf(after).loadAll();
	const loader = loaderOf(files);
	globalThis.gc?.();
	const before = process.memoryUsage();
	const began = performance.now();
	await loader.loadAll();
	const ms = performance.now() - began;
	const peak = process.memoryUsage();
	globalThis.gc?.();
	const heapMb = (process.memoryUsage().heapUsed - before.heapUsed) / MB;
	return { ms, heapMb, rssMb: (peak.rss - before.rss) / MB, nodes: loader.types.nodes.length };
}
