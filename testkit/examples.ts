import type { Example } from './example';
import { exportsOf, filesBelow } from './files';

/** An example, by the name that its workflow and the file beside it have in common. */
export interface FoundExample extends Example {
	name: string;
}

const FILE = /^examples\/(.+)\.example\.ts$/;

function found(file: string): FoundExample[] {
	const [, name] = FILE.exec(file) ?? [];
	if (name === undefined) return [];
	const { example } = exportsOf(file) as { example?: Example };
	if (!example) throw new Error(`${file} exports no example`);
	return [{ ...example, name }];
}

/** Every example: a workflow `examples/<name>.json`, and beside it what its vendors must hold. They run in the order of their names. */
export const examples = filesBelow('examples').flatMap(found);

/** @throws an Error when there is no example of this name */
export function exampleCalled(name: string): FoundExample {
	const example = examples.find((one) => one.name === name);
	if (!example) throw new Error(`There is no example called ${name}`);
	return example;
}
