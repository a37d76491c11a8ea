import type { ICredentialDataDecryptedObject, IDataObject, IHookFunctions } from 'n8n-workflow';
import { isNil, omitBy } from 'lodash';
import { z } from 'zod';

import { checkedAtActivation } from '../../engine/activation';
import type { HttpAnswer } from '../../engine/answer';
import { asFailure, Failure, invalidField } from '../../engine/errors';
import { Fields } from '../../engine/fields';
import { listOptions } from '../../engine/listSearch';
import { checkReachable } from '../../engine/reachable';
import { baseUrlOf, loginUrlOf } from '../account';
import { unreadable, VENDOR } from '../answers';
import { call, credentialTypeOf, type Installation, openInstallation } from '../api';
import { readAuthentication } from '../fields';
import { checkWishes } from '../wishes';
import { properties } from './properties';
import { secretOf } from './reception';

const webhookShape = z
	.object({
		WebhookId: z.number().int().positive(),
		TargetUrl: z.string().nullish(),
	})
	.passthrough();
type Webhook = z.infer<typeof webhookShape>;

/** A webhook's name is shown in SuperOffice, where it may have so many characters. https://docs.superoffice.com/en/automation/webhook/dev/register */
const LONGEST_NAME = 100;

/** Shorter secrets can be guessed. */
const SHORTEST_SECRET = 16;

/** What is registered, and where. */
interface Registration {
	installation: Installation;
	targetUrl: string;
	/** What SuperOffice is to know of it. */
	wanted: IDataObject;
}

/** Nothing for an address that a person enters. @throws Failure when a field is wrong, or SuperOffice cannot reach the address */
async function registrationOf(context: IHookFunctions): Promise<Registration | undefined> {
	const fields = Fields.ofNode(context, properties);
	const authentication = readAuthentication(fields);
	const credentials = await context.getCredentials<ICredentialDataDecryptedObject>(
		credentialTypeOf(authentication),
	);
	const { events } = checkWishes(fields);
	const targetUrl = context.getNodeWebhookUrl('default') ?? '';
	const url = authentication === 'onsite' ? baseUrlOf(credentials) : loginUrlOf(credentials);
	checkReachable(targetUrl, { vendor: VENDOR, url });
	const secret = secretOf({ fields, credentials });
	if (fields.choice('registration') === 'byHand') {
		checkSecret(fields, secret);
		return undefined;
	}
	const installation = await openInstallation(context, authentication, listOptions());
	const name = [...`n8n: ${context.getWorkflow().name ?? context.getNode().name}`]
		.slice(0, LONGEST_NAME)
		.join('');
	const wanted = {
		Name: name,
		Events: events,
		TargetUrl: targetUrl,
		Secret: secret,
		State: 'Active',
		Type: 'webhook',
	};
	return { installation, targetUrl, wanted };
}

function checkSecret(fields: Fields, secret: string): void {
	if (secret.length >= SHORTEST_SECRET) return;
	throw invalidField(
		fields.label('webhookSecret'),
		secret === '' ? 'is empty' : `has only ${secret.length} characters`,
		`Enter at least ${SHORTEST_SECRET} characters, and the same in the webhook in SuperOffice.`,
	);
}

const list = z.array(webhookShape);

/** The webhook of this node's address, which no other node has: it is found also when n8n has forgotten its number. */
async function registered({ installation, targetUrl }: Registration): Promise<Webhook | undefined> {
	const asked = {
		method: 'GET',
		path: '/Webhook',
		qs: { statusFilter: 'Unknown' },
		effect: 'reads',
	} as const;
	const all = await call(installation, asked, (json, answer) => {
		const { data } = list.safeParse(json);
		if (data) return data;
		throw unreadable(answer, 'Its answer is no list of webhooks.');
	});
	return all.find(({ TargetUrl }) => TargetUrl === targetUrl);
}

function readWebhook(json: unknown, answer: HttpAnswer): Webhook {
	const { data } = webhookShape.safeParse(json);
	if (data) return data;
	throw unreadable(answer, 'Its answer is no webhook.');
}

/** What a refusal means for webhooks. https://docs.superoffice.com/en/automation/webhook/dev/index */
function explained(caught: unknown): never {
	const failure = asFailure(caught);
	const { httpStatus } = failure.facts;
	if (httpStatus === 403) {
		throw failure.with({
			message: 'SuperOffice did not let the app or user of the credential manage webhooks',
			remedy:
				'Online the app has to be registered with access to webhooks, and the tenant needs the Development Tools licence or CRM Suite Core; a webhook of another app cannot be changed. Ask an administrator, or choose "By Hand in SuperOffice" under "Registration".',
		});
	}
	if (httpStatus === 400) {
		throw failure.with({
			message: 'SuperOffice did not take the address of this node',
			remedy:
				'It calls the address first, and takes it only when n8n answers over https with a public certificate. Check WEBHOOK_URL of n8n, and what stands before n8n.',
		});
	}
	throw failure;
}

/**
 * Whether the webhook is there. One that is gets what the node wants now, its state too: SuperOffice has switched it off when n8n was away for long.
 * https://docs.superoffice.com/en/automation/webhook/dev/notification
 */
export async function checkExists(context: IHookFunctions): Promise<boolean> {
	let exists = true;
	await checkedAtActivation(context, async () => {
		const registration = await registrationOf(context);
		if (!registration) return;
		const found = await registered(registration).catch(explained);
		exists = found !== undefined;
		if (found) await update(registration, found).catch(explained);
	});
	return exists;
}

async function update({ installation, wanted }: Registration, found: Webhook): Promise<void> {
	const { Name, ...changed } = wanted;
	const body = omitBy({ ...found, Name: found.Name ?? Name, ...changed }, isNil);
	const saved = {
		method: 'PUT',
		path: `/Webhook/${found.WebhookId}`,
		body,
		effect: 'writes',
	} as const;
	await call(installation, saved, readWebhook);
}

/** Registers the webhook; SuperOffice calls its address at once. https://docs.superoffice.com/en/automation/webhook/dev/register */
export async function create(context: IHookFunctions): Promise<boolean> {
	return await checkedAtActivation(context, async () => {
		const registration = await registrationOf(context);
		if (!registration) return;
		const { installation, wanted } = registration;
		const made = { method: 'POST', path: '/Webhook', body: wanted, effect: 'writes' } as const;
		await call(installation, made, readWebhook).catch(explained);
	});
}

/** Removes the webhook of this node's address, if it is still there. */
export async function remove(context: IHookFunctions): Promise<boolean> {
	return await checkedAtActivation(context, async () => {
		const registration = await registrationOf(context);
		const found = registration && (await registered(registration).catch(explained));
		if (!registration || !found) return;
		const removed = {
			method: 'DELETE',
			path: `/Webhook/${found.WebhookId}`,
			effect: 'writes',
		} as const;
		await call(registration.installation, removed, () => undefined).catch((caught: unknown) => {
			const failure: Failure = asFailure(caught);
			if (failure.facts.httpStatus !== 404) explained(failure);
		});
	});
}
