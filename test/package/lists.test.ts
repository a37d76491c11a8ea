import { pull } from 'lodash';
import type { INodeParameters, INodePropertyOptions, INodeType } from 'n8n-workflow';

import { type Sandbox, startSandbox } from '../../sandbox';
import type { StoredCredentials } from '../../testkit/credentials';
import { packNodes } from '../../testkit/pack';
import { demoCredentials } from '../../tools/demo/credentials';
import { searchList } from '../support/listSearch';

const lists = [...packNodes()].flatMap(([name, { methods }]) =>
	// The columns of the input are no vendor's
	pull(Object.keys(methods?.listSearch ?? {}), 'searchColumns').map((search) => [name, search] as const),
);
const nodes = packNodes();
let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({});
	await sandbox.stop();
});

/** A way of signing in for which the sandbox has a credential, where the node offers several. */
function signIn({ description }: INodeType): { parameters: INodeParameters; credentials: StoredCredentials } {
	const stored = demoCredentials(sandbox.vendors);
	const wanted = description.credentials ?? [];
	const usable = wanted.find(({ name }) => stored.some(({ type }) => type === name));
	if (!usable) throw new Error(`The demo has no credential for ${description.name}`);
	const { data } = stored.find(({ type }) => type === usable.name) ?? { data: {} };
	const field = description.properties.find(({ name }) => name === 'authentication');
	const values = usable.displayOptions?.show?.authentication ?? [];
	const known = (field?.options ?? []) as INodePropertyOptions[];
	const chosen = known.find(({ value }) => values.includes(value))?.value;
	return {
		parameters: chosen === undefined ? {} : { authentication: chosen },
		credentials: { [usable.name]: data as never },
	};
}

it.each(lists)('%s: %s says that the vendor does not answer, and is not just empty', async (node, search) => {
	const type = nodes.get(node) as INodeType;
	const asked = searchList({ node, search, ...signIn(type) });
	const error = (await asked.catch((caught: unknown) => caught)) as Error;
	expect(error).toBeInstanceOf(Error);
	expect(error.message).toMatch(/could not be reached at 127\.0\.0\.1:\d+$/);
});
