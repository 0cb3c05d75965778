package io.clientele.api.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.web.error.ErrorPage;
import org.springframework.boot.web.error.ErrorPageRegistrar;
import org.springframework.boot.web.error.ErrorPageRegistry;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/// Where the servlet container sends what it refused itself, or what escaped from a filter.
@Controller
final class ErrorDispatch implements ErrorPageRegistrar {
    private static final String PATH = "/error";
    private final ProblemHandler problems;

    ErrorDispatch(ProblemHandler problems) {
        this.problems = problems;
    }

    @Override
    public void registerErrorPages(ErrorPageRegistry registry) {
        registry.addErrorPages(new ErrorPage(PATH));
    }

    @RequestMapping(PATH)
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Refusal refusal = thrown instanceof Throwable cause
                ? Refusals.of(cause)
                : Refusals.ofStatus(status instanceof Integer code ? code : 500);
        problems.write(refusal, request, response);
    }
}
