package org.tavolo.browser;

import com.microsoft.playwright.BrowserContext;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Notes what must never happen in a browser of ours: a request to another host, a refused policy, an uncaught error. */
final class Watch {
    private final List<String> complaints = new ArrayList<>();
    private int asked;

    Watch(BrowserContext context, String name, URI own) {
        String live = own.toString().replaceFirst("http", "ws") + "/";
        context.onRequest(request -> {
            String url = request.url();
            if (!url.startsWith(own + "/") && !url.startsWith("chrome")) {
                complaints.add(name + " asked another host: " + url);
            }
        });
        context.onWebError(error -> complaints.add(name + " met an uncaught error: " + error.error()));
        context.onConsoleMessage(message -> {
            if (message.type().equals("error") && message.text().contains("Content Security Policy")) {
                complaints.add(name + " met the policy: " + message.text());
            }
        });
        context.onPage(page -> {
            page.onCrash(gone -> complaints.add(name + "'s page crashed"));
            page.onWebSocket(socket -> {
                if (!socket.url().startsWith(live)) {
                    complaints.add(name + " opened a socket to another host: " + socket.url());
                }
            });
            page.onDialog(dialog -> {
                if (dialog.type().equals("beforeunload")) {
                    asked++;
                    dialog.accept();
                } else {
                    complaints.add(name + " was asked: " + dialog.message());
                    dialog.dismiss();
                }
            });
        });
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    int askedBeforeLeaving() {
        return asked;
    }
}
