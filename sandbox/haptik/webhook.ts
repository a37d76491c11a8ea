import type { FastifyRequest } from 'fastify';
import { z } from 'zod';

import { checkAccess, readJson, refuse } from './checks';
import type { HaptikWorld } from './world';

const webhookShape = z.object({
	enabled: z.literal(true),
	business_id: z.union([z.number().int(), z.string().regex(/^\d+$/)]),
	device_platform: z.number().int(),
});

/**
 * `POST /v1.0/webhook/`: switches on again a webhook that Haptik has switched off.
 * https://docs.haptik.ai/webhooks/re-enable-webhook
 */
export function enableWebhook(request: FastifyRequest, world: HaptikWorld) {
	checkAccess(request, world);
	const { business_id, device_platform } = readJson(request, webhookShape, world);
	if (!world.settings.businessIds.includes(Number(business_id))) {
		refuse(world.settings.badRequestStatus, 'invalid business_id provided');
	}
	const { outbox } = world;
	outbox?.enable(outbox.entered('events'));
	world.store.hold('webhook', { business_id: Number(business_id), device_platform, enabled: true });
	return { enabled: true };
}
