import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { runCommand, startCommand } from '../../../tools/runtime/command';
import { nodeBinary, PROJECT } from '../../../tools/runtime/paths';

const LEFT_OUT = ['.git', '.cache', 'coverage', 'dist', 'node_modules', 'reports', 'tmp'];

/** A test as Jest reports it; those that were not asked for are pending. */
export interface ReportedTest {
	fullName: string;
	status: 'passed' | 'failed' | 'pending';
	failureMessages: string[];
}

/** A file as ESLint reports it. */
interface LintedFile {
	filePath: string;
	messages: Array<{ ruleId: string | null; message: string }>;
}

/** A copy of the project in a folder of its own, to be changed, and looked at by the project's own commands. */
export class ProjectCopy {
	readonly folder = mkdtempSync(join(tmpdir(), 'customer-chat-copy-'));

	constructor() {
		cpSync(PROJECT, this.folder, {
			recursive: true,
			filter: (source) => !LEFT_OUT.includes(source.slice(PROJECT.length + 1)),
		});
		symlinkSync(join(PROJECT, 'node_modules'), this.path('node_modules'));
	}

	path(file: string): string {
		return join(this.folder, file);
	}

	private get how() {
		return { cwd: this.folder, log: this.path('commands.log') };
	}

	/** Runs a TypeScript file. @throws CommandError with its last words when it fails */
	async run(file: string): Promise<void> {
		await runCommand(nodeBinary(), ['--import', 'tsx', file], this.how);
	}

	/** What n8n's linter says of some files and folders: the rules that each file breaks. */
	async lint(...places: string[]): Promise<Record<string, string[]>> {
		const args = ['--format', 'json', ...places, '--output-file'];
		const files = (await this.reportOf('eslint/bin/eslint.js', args)) as LintedFile[];
		return Object.fromEntries(
			files.map(({ filePath, messages }) => [
				basename(filePath),
				messages.map(({ ruleId, message }) => ruleId ?? message),
			]),
		);
	}

	/** Runs those tests of some files whose names match; gives these, and the pending ones. @throws an Error when a file cannot be loaded */
	async test(pattern: RegExp, ...files: string[]): Promise<ReportedTest[]> {
		const args = [...files, '--runInBand', '--testNamePattern', pattern.source, '--json', '--outputFile'];
		const { testResults } = (await this.reportOf('jest/bin/jest.js', args)) as {
			testResults: Array<{ message: string; assertionResults: ReportedTest[] }>;
		};
		return testResults.flatMap(({ message, assertionResults }) => {
			if (assertionResults.length === 0) throw new Error(message);
			return assertionResults;
		});
	}

	/** Runs a command whose last argument is the file for its report, and gives that, however the command ends. */
	private async reportOf(script: string, args: string[]): Promise<unknown> {
		const report = this.path('report.json');
		rmSync(report, { force: true });
		const command = startCommand(nodeBinary(), [join('node_modules', script), ...args, report], this.how);
		await command.ended;
		if (!existsSync(report)) throw new Error(command.tail(30));
		return JSON.parse(readFileSync(report, 'utf8')) as unknown;
	}

	remove(): void {
		rmSync(this.folder, { recursive: true, force: true });
	}
}
