/** What a trigger checks when its flow is published. */

import type { IHookFunctions } from 'n8n-workflow';

import { asFailure, toNodeError, withoutItems } from './errors';

/**
 * n8n asks for it whenever the flow is published or listened to from the editor.
 *
 * @param check throws a `Failure` for settings with which no event could ever come in
 * @returns that all is there that there can be
 * @throws NodeOperationError, which keeps the flow from being published
 */
export async function checkedAtActivation(
	context: IHookFunctions,
	check: () => Promise<void>,
): Promise<boolean> {
	try {
		await check();
		return true;
	} catch (caught) {
		throw toNodeError(context.getNode(), withoutItems(asFailure(caught)));
	}
}
