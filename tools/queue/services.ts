import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { StopLater } from '../demo/session';
import { type RunningCommand, runCommand, startCommand } from '../runtime/command';
import { childEnvironment } from '../runtime/paths';
import { isFree } from '../runtime/ports';

/** Redis and PostgreSQL of one run, on loopback. */
export interface Services {
	redisPort: number;
	postgresPort: number;
	/** Makes an empty database. */
	createDatabase(name: string): Promise<void>;
}

const DEBIAN = '/usr/lib/postgresql';

/** Where PostgreSQL's programs are: Debian keeps them off the path, a folder for each version. */
function folders(): string[] {
	const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
	return [
		...(process.env.PATH ?? '').split(delimiter),
		...versions.map((version) => join(DEBIAN, version, 'bin')),
	];
}

function programs(): Record<'redis-server' | 'postgres' | 'initdb' | 'createdb', string> {
	const found = (name: string) =>
		folders()
			.map((folder) => join(folder, name))
			.find(existsSync);
	const [redis, postgres, initdb, createdb] = ['redis-server', 'postgres', 'initdb', 'createdb'].map(found);
	if (redis && postgres && initdb && createdb) return { 'redis-server': redis, postgres, initdb, createdb };
	const missing = [redis ? [] : 'Redis', postgres && initdb && createdb ? [] : 'PostgreSQL']
		.flat()
		.join(' and ');
	throw new Error(
		`Queue mode needs ${missing}, which this machine lacks. On Debian or Ubuntu: sudo apt-get install -y redis-server postgresql`,
	);
}

/** The numbers of PostgreSQL's own user, as whom it has to run where we are root. */
function postgresUser(): { uid: number; gid: number } | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const line = readFileSync('/etc/passwd', 'utf8')
		.split('\n')
		.find((entry) => entry.startsWith('postgres:'));
	if (!line) throw new Error('PostgreSQL does not run as root, and this machine has no user "postgres"');
	const [, , uid, gid] = line.split(':');
	return { uid: Number(uid), gid: Number(gid) };
}

async function listening(port: number, what: string, running: RunningCommand): Promise<void> {
	for (let looks = 0; await isFree(port); looks += 1) {
		if (looks === 150) throw new Error(`${what} did not start:\n${running.tail(20)}`);
		await sleep(200);
	}
}

async function startRedis(program: string, folder: string, port: number): Promise<RunningCommand> {
	mkdirSync(folder, { recursive: true });
	const args = [
		'--port',
		String(port),
		'--bind',
		'127.0.0.1',
		'--dir',
		folder,
		'--save',
		'',
		'--appendonly',
		'no',
	];
	const running = startCommand(program, args, { cwd: folder, log: join(folder, 'redis.log') });
	await listening(port, 'Redis', running);
	return running;
}

/**
 * Starts Redis and PostgreSQL on loopback, with all they hold in a folder of their own; a crash of the machine would lose it, which nobody minds here.
 * @throws an Error that says what to install
 */
export async function startServices(
	folder: string,
	[redisPort, postgresPort]: [number, number],
	stopLater: StopLater,
): Promise<Services> {
	const program = programs();
	const redis = await startRedis(program['redis-server'], join(folder, 'redis'), redisPort);
	stopLater(redis.stop);

	const home = join(folder, 'postgres');
	const data = join(home, 'data');
	const user = postgresUser();
	mkdirSync(home, { recursive: true });
	if (user) {
		chmodSync(folder, 0o711);
		chownSync(home, user.uid, user.gid);
	}
	const options = { cwd: home, log: join(folder, 'postgres.log'), env: childEnvironment() };
	const asUser = (command: string, args: string[]): [string, string[]] =>
		user
			? ['setpriv', [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups', command, ...args]]
			: [command, args];
	await runCommand(
		...asUser(program.initdb, ['-D', data, '-U', 'n8n', '--auth=trust', '-E', 'UTF8', '--locale=C']),
		options,
	);
	const settings = ['listen_addresses=127.0.0.1', `unix_socket_directories=${home}`, 'fsync=off'];
	const postgres = startCommand(
		...asUser(program.postgres, [
			...['-D', data, '-p', String(postgresPort)],
			...settings.flatMap((setting) => ['-c', setting]),
		]),
		options,
	);
	stopLater(postgres.stop);
	await listening(postgresPort, 'PostgreSQL', postgres);
	const at = ['-h', '127.0.0.1', '-p', String(postgresPort), '-U', 'n8n'];
	return {
		redisPort,
		postgresPort,
		createDatabase: async (name) => await runCommand(program.createdb, [...at, name], options),
	};
}
