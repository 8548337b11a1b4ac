package dev.mcpauthfix.shim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttachTest {

    @ParameterizedTest(name = "\"{0}\"")
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "null                                      | attach | '' | null                | attach",
                "''                                        | attach | '' | null                | attach",
                "mode=observe                              | attach | '' | mode=observe        | attach mode=observe",
                "' a=b ; c=d,'                             | attach | '' | 'a=b,c=d'           | 'attach a=b,c=d'",
                "'command=detach,answer=4f'                | detach | 4f | null                | detach",
                "'command=set,answer=4f,mode=heal'         | set    | 4f | mode=heal           | set mode=heal",
                "'command=doctor,answer=4f,url=a%2Cb'      | doctor | 4f | url=a%2Cb           | doctor url=a%2Cb",
                "'scope=a%2Cb,command=attach'              | attach | '' | scope=a%2Cb         | attach scope=a%2Cb",
            })
    void readsAnOrderOutOfAnAgentArgument(String argument, String verb, String id, String settings, String line) {
        Attach.Order order = Attach.Order.parse(argument);

        assertThat(order.verb).isEqualTo(verb);
        assertThat(order.id).isEqualTo(id);
        assertThat(order.settings).isEqualTo(settings);
        assertThat(order.line()).isEqualTo(line);
        assertThat(order.jar).isNull();
    }

    @Test
    void takesTheJarThatIsNamedOutOfTheSettings() {
        Attach.Order order = Attach.Order.parse("command=attach,jar=/with%20space%2C/a+b.jar,mode=heal");

        assertThat(order.jar).isEqualTo("/with space,/a+b.jar");
        assertThat(order.settings).isEqualTo("mode=heal");
    }
}
