import { expect, test } from "vitest";
import { deviceName } from "./push-device.ts";

test.each([
  ["Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/146.0 Mobile Safari/537.36", "Chrome, Android"],
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 20_0 like Mac OS X) AppleWebKit/605 Version/20 Safari/604", "Safari, iPhone"],
  ["Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/146.0 Safari/537.36 Edg/146.0", "Edge, Windows"],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 15) Gecko/2010 Firefox/150.0", "Firefox, macOS"],
  ["curl/8", "Browser"],
])("%s is %s", (agent, name) => expect(deviceName(agent)).toBe(name));
