import { cpSync, existsSync, readFileSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

import { CommandError, type CommandOptions, runCommand, startCommand } from './command';
import { childEnvironment, nodeBinary, npmScript } from './paths';

function onPath(name: string, path: string): string[] {
	return path
		.split(delimiter)
		.map((folder) => join(folder, name))
		.filter(existsSync);
}

/**
 * The headers that came with the machine's own Node, if they did. SQLite's binding uses the stable N-API, so it may be
 * compiled with them and run under Node 24; with them nothing but the compiler is needed, not even the internet.
 */
export function nodeHeaders(env: NodeJS.ProcessEnv = process.env): string | undefined {
	return onPath('node', env.PATH ?? '')
		.map((node) => dirname(dirname(realpathSync(node))))
		.find((folder) => existsSync(join(folder, 'include/node/node_api.h')));
}

/** What is missing to compile a binding, in the words of the commands. */
export function missingTools(path = process.env.PATH ?? ''): string[] {
	const needed = [
		['python3', 'python'],
		['make', 'gmake'],
		['g++', 'c++', 'clang++'],
	];
	return needed.filter((names) => !names.some((name) => onPath(name, path).length > 0)).map(([name]) => name);
}

const INSTALL_TOOLS: Array<[RegExp, string]> = [
	[/debian|ubuntu/, 'sudo apt-get install -y python3 make g++'],
	[/alpine/, 'apk add python3 make g++'],
	[/fedora|rhel|centos/, 'sudo dnf install -y python3 make gcc-c++'],
	[/arch/, 'sudo pacman -S --needed python make gcc'],
	[/suse/, 'sudo zypper install -y python3 make gcc-c++'],
];

/** The command that installs a compiler on this system. */
export function installToolsCommand(platform: string, osRelease: string): string {
	if (platform === 'darwin') return 'xcode-select --install';
	const ids = osRelease.match(/^ID(_LIKE)?=.*$/gm)?.join(' ') ?? '';
	return (
		INSTALL_TOOLS.find(([system]) => system.test(ids))?.[1] ?? 'install python3, make and a C++ compiler'
	);
}

function osRelease(): string {
	return existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
}

async function rebuild(options: CommandOptions, fromSource: boolean) {
	const headers = nodeHeaders();
	await runCommand(
		nodeBinary(),
		[npmScript(), 'rebuild', 'sqlite3', '--ignore-scripts=false', '--foreground-scripts'],
		{
			...options,
			env: childEnvironment({
				...(headers && !process.env.npm_config_nodedir && { npm_config_nodedir: headers }),
				...(fromSource && { npm_config_build_from_source: 'true' }),
			}),
		},
	);
}

/** Whether the binding is there and opens a database, as n8n will. */
async function opensDatabase(options: CommandOptions): Promise<boolean> {
	const script = "new (require('sqlite3').Database)(':memory:', (error) => { if (error) throw error; });";
	return (await startCommand(nodeBinary(), ['-e', script], options).ended) === 0;
}

async function build(options: CommandOptions): Promise<void> {
	await rebuild(options, false);
	if (await opensDatabase(options)) return;
	// A ready-made binding may ask for a newer C library than this system has.
	await rebuild(options, true);
	if (await opensDatabase(options)) return;
	throw new Error(
		`SQLite was built, but n8n cannot open a database with it. The whole output is in ${options.log}`,
	);
}

function explainMissingTools(error: unknown): never {
	const missing = missingTools();
	if (!(error instanceof CommandError) || missing.length === 0) throw error;
	const command = installToolsCommand(process.platform, osRelease());
	throw new Error(
		'n8n keeps its data in SQLite. No ready-made SQLite could be fetched for this machine, and to compile it ' +
			`something is missing: ${missing.join(', ')}.\nRun: ${command}\nand start again. The whole output is in ${error.log}`,
	);
}

const sqliteIn = (folder: string) => join(folder, 'node_modules/sqlite3');

const manifestOf = (folder: string) => join(sqliteIn(folder), 'package.json');

function versionIn(folder: string): string | undefined {
	if (!existsSync(manifestOf(folder))) return undefined;
	return (JSON.parse(readFileSync(manifestOf(folder), 'utf8')) as { version: string }).version;
}

/** Takes over the binding of another n8n that has the same SQLite; gives whether one has. */
export function takeOver(folder: string, others: string[]): boolean {
	const version = versionIn(folder);
	const built = others
		.filter((other) => version !== undefined && versionIn(other) === version)
		.map((other) => join(sqliteIn(other), 'build'))
		.find(existsSync);
	if (!built) return false;
	cpSync(built, join(sqliteIn(folder), 'build'), { recursive: true });
	return true;
}

/**
 * Gets SQLite's binding into an installed n8n, where it does not work already: that of another n8n that has the same
 * SQLite, else the ready-made one if it can be fetched and runs, else compiled here.
 *
 * @param others the folders of other n8n
 * @throws an Error that says which command to run when there is no compiler
 */
export async function buildSqlite(options: CommandOptions, others: string[] = []): Promise<void> {
	if (await opensDatabase(options)) return;
	if (takeOver(options.cwd, others) && (await opensDatabase(options))) return;
	await build(options).catch(explainMissingTools);
}
