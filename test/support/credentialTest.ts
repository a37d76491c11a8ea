import { CredentialTestContext } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { packCredentials, packNodes } from '../../testkit/pack';

/**
 * Runs a credential's test the way n8n's credential window does: the defaults filled in, through the function that a node names in `testedBy`.
 *
 * @param data what a user has typed
 */
export async function testCredential(
	type: string,
	data: ICredentialDataDecryptedObject,
): Promise<INodeCredentialTestResult> {
	const credentialType = packCredentials().get(type);
	if (!credentialType) throw new Error(`No credential type called ${type}`);
	const defaults = credentialType.properties.map(({ name, default: value }) => [name, value]);
	const tests = [...packNodes().values()].flatMap((node) =>
		(node.description.credentials ?? [])
			.filter(({ name, testedBy }) => name === type && typeof testedBy === 'string')
			.map(({ testedBy }) => node.methods?.credentialTest?.[testedBy as string]),
	);
	if (!tests[0]) throw new Error(`No node tests the credential type ${type}`);
	const context = new CredentialTestContext({} as IWorkflowExecuteAdditionalData) as ICredentialTestFunctions;
	return await tests[0].call(context, {
		id: type,
		name: type,
		type,
		data: { ...Object.fromEntries(defaults), ...data } as ICredentialDataDecryptedObject,
	});
}
