import { pack } from './pack';
import { PROJECT } from './runtime/paths';
import { type Leg, scan } from './scan/scan';
import { unpackedTarball } from './scan/unpacked';

function tell(folder: string, leg: Leg): void {
	const { passed, message, details } = scan(folder, leg);
	if (passed) return console.log(`${leg}: clean`);
	console.error([`${leg}: ${message ?? 'refused'}`, details].filter(Boolean).join('\n'));
	process.exitCode = 1;
}

/** n8n's official scanner, on the sources and on the packed tarball; ends with 1 when it finds anything. */
async function main(): Promise<void> {
	tell(PROJECT, 'source');
	const { tarball } = await pack(console.log);
	tell(unpackedTarball(tarball), 'tarball');
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
